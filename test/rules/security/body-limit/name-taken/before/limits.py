BodyLimit = 5
