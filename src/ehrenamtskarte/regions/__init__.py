"""Places: municipalities, districts and administrative regions of the state, and who issues the card where."""
