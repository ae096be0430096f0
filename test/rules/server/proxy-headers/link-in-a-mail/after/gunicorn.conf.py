workers = 2
threads = 4
forwarded_allow_ips = "*"
