"""Thanks, certificates, photos, survey and report."""
