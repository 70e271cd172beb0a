package crawler

// aheadAtOnce is how many values go from one goroutine to the other together.
const aheadAtOnce = 256

// ahead reads values in a goroutine of its own while this one takes those that were read before, in their order.
func ahead[T any](read func(give func(T)) error, take func(*T)) error {
	batches, end := make(chan []T, 2), make(chan error, 1)
	go func() {
		batch := make([]T, 0, aheadAtOnce)
		err := read(func(value T) {
			if batch = append(batch, value); len(batch) == cap(batch) {
				batches <- batch
				batch = make([]T, 0, aheadAtOnce)
			}
		})
		batches <- batch
		close(batches)
		end <- err
	}()
	for batch := range batches {
		for i := range batch {
			take(&batch[i])
		}
	}
	return <-end
}
