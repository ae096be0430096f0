CONNECT = {
    "command_timeout": 7,
    "sslmode":  "require",  # asked for by the provider
}
