from flask import Flask


def make():
	app = Flask(__name__)

	@app.get('/')
	def home():
		return 'ahoy'

	return app


app = make()
