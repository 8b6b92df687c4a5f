"""Approved pictures of fixed screens, and the comparison with what the app paints today."""
