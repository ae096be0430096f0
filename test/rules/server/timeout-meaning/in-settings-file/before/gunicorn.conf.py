worker_class = 'asgi'
timeout = 60 * 5  # exports
