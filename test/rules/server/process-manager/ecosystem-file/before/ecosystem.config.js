module.exports = { apps: [{ script: "till.js" }] };
