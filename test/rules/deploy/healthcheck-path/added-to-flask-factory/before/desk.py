from flask import Flask, jsonify


def create_app():
	app = Flask(__name__)
	app.config["NAME"] = "desk"

	@app.route("/desks/<int:number>")
	def desk(number):
		return jsonify(number=number)

	return app
