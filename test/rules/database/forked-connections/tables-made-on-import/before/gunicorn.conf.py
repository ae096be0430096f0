# of the harbour
workers = 2
preload_app = True
