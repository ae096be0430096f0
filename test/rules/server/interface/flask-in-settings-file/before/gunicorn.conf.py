# as the tutorial says
worker_class   = 'uvicorn.workers.UvicornWorker'
workers = 3
