# slow pages
timeout = 77  # seconds
graceful_timeout = 33