exports.requireAuth = (request, response, next) => (request.headers.authorization ? next() : response.sendStatus(401));
