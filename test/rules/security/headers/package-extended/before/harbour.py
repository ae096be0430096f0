from flask import Flask, render_template

from protect import protection


def make():
	app = Flask(__name__)
	protection.init_app(app,   force_https=False)

	@app.get('/')
	def home():
		return render_template('ahoy.html')

	return app


app = make()
