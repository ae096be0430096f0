from statsd import StatsClient

# where the collector listens
numbers = StatsClient(host="localhost",   prefix="boats")
