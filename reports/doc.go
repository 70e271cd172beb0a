// Package reports renders a judged run. There is one model, Report, which is also the JSON format; every other format is a
// pure function of it, so a saved JSON report renders into any format later. No format looks anything up.
package reports
