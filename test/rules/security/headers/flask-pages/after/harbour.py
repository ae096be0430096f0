from flask import Flask


def make():
	app = Flask(__name__)

	@app.get('/')
	def home():
		return 'ahoy'

	@app.after_request
	def security_headers(response):
		response.headers.setdefault('X-Content-Type-Options', 'nosniff')
		response.headers.setdefault('X-Frame-Options', 'DENY')
		response.headers.setdefault('Strict-Transport-Security', 'max-age=31536000')
		return response

	return app


app = make()
