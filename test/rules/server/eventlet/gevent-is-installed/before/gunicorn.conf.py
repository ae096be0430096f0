worker_class = 'eventlet'  # green
workers = 1
