# only for nginx
bind =   "127.0.0.1:8123"
