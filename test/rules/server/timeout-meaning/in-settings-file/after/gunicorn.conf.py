worker_class = 'asgi'
timeout = 30  # exports
