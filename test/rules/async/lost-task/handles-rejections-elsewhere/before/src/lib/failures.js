/** What nobody caught is written down, and the process goes on. */
export function watchFailures() {
	process.on("unhandledRejection", (reason) => {
		console.error("nobody caught", reason);
	});
}
