module.exports = (req, res, next) => (req.headers.authorization ? next() : res.status(401).end())
