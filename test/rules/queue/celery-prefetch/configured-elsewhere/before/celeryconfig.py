task_acks_late = True
worker_hijack_root_logger = False
