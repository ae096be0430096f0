module kiosk

go 1.26
