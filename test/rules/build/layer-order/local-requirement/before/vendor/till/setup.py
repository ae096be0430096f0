from setuptools import setup

setup(name="till")
