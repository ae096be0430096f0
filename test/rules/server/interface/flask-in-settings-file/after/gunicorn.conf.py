# as the tutorial says
worker_class   = 'gthread'
workers = 3
threads = 4
