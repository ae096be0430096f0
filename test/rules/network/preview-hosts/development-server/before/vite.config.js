// none
export default {}
