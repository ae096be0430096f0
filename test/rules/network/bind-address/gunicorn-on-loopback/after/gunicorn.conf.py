# only for nginx
bind =   "0.0.0.0:8123"
