# live
backlog = 1024
max_requests = 1900

worker_connections = 900  # per process
threads = 4
timeout = 47

loglevel = "info"
# The disk is read-only there,
# so nothing may be written beside the log.
proc_name = "kiosk"