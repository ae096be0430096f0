CONNECT = {
    "command_timeout": 7,
    "ssl":  "require",  # asked for by the provider
}
