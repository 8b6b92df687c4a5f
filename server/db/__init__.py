"""Engine, metadata and column types: the only place that knows which database this is."""
