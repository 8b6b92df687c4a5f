"""The component library: tokens, painted materials and accessible controls, without any business knowledge."""
