# recycle
max_requests = 1200
workers = 2
max_requests_jitter = 0