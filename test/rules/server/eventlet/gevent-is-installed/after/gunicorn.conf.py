worker_class = 'gevent'  # green
workers = 1
