"""From a file to pages, segments and chunks: load, clean, segment, chunk, and the pipeline that runs them."""
