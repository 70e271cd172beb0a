package page

// detectTrust finds authors, biographies, disclaimers and dates.
func detectTrust(d *document, f *Facts, opt *Options) {}
