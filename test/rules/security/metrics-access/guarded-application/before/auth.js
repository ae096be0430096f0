export const requireAuth = (request, response, next) => (request.get('authorization') ? next() : response.sendStatus(401));
