worker_class = 'asgi'
workers = 2
