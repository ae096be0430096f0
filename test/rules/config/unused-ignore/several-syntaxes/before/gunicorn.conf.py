workers = 2  # optimize-ignore[runtime/end-of-life] it is supported
