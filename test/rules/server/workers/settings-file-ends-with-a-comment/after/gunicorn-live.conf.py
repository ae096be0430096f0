timeout = 47

# The disk is read-only there,
# so nothing may be written beside the log.
proc_name = "kiosk"

threads = 4
