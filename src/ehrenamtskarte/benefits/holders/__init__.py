"""What holders keep and report."""
