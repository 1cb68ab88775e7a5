"""The public list: kept ready, searched by words, place and day, shown as list, map and page."""
