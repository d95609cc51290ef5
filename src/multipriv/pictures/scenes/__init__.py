"""Scenes that are photographed as they are: streets, cars, houses, desks; drawn in SVG, developed like a photo."""
