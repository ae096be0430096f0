import os


class Production:
	SQLALCHEMY_DATABASE_URI = os.environ['DATABASE_URL']
	SQLALCHEMY_ENGINE_OPTIONS = {
		'pool_size': 4,  # of seven threads
		'max_overflow': 3,
		'pool_pre_ping': True
	}
