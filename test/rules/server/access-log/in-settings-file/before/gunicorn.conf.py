worker_class = 'asgi'
accesslog = '-'  # console
workers = 2
