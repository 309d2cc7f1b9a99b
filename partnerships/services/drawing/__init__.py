"""Maps and charts as SVG: places and counts in, plain values for templates out."""
