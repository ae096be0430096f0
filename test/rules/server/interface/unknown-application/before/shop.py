from inside import build

shop =   build()  # whatever that is
