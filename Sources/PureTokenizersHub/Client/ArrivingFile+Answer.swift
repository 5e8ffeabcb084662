extension ArrivingFile {
  /// Checks that an answer goes on where we are, and gets ready for its body.
  mutating func admit(_ head: ResponseHead) throws(HubError) {
    var start = count
    if head.status == 206 {
      let total = try checkedTotal(head, start: start)
      guard expectedSize == nil || total == nil || total == expectedSize else {
        throw useless("its size has changed")
      }
    } else if start > 0 {
      // The server does not do ranges, and begins at the beginning.
      rewind()
      start = 0
    }
    if !head.isEncoded, let length = head.contentLength {
      let (size, isAbsurd) = length.addingReportingOverflow(start)
      try take(announcedSize: isAbsurd ? .max : size)
    }
    try open()
  }

  /// The whole size that a 206 names, which must begin where we are.
  private func checkedTotal(_ head: ResponseHead, start: Int) throws(HubError) -> Int? {
    // bytes 100-199/200
    let range = (head.headers["content-range"] ?? "").trimmed
    guard range.hasPrefix("bytes "), let dash = range.firstIndex(of: "-"),
      let slash = range.firstIndex(of: "/"),
      Int(range.dropFirst(6).prefix(upTo: dash)) == start
    else { throw useless("the server sent another part of it than was asked for") }
    return Int(range[slash...].dropFirst())
  }
}
