document.title = "berth";
