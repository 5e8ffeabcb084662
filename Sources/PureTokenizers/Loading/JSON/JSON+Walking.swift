/// Walking large arrays and objects: no path and no copy is made for an element.
///
/// A closure that throws says so: `try json.forEachMember { key, value throws(TokenizerError) in`.
extension JSON {
  /// Calls `body` with every element of an array, in order.
  @inline(__always)
  func forEachElement<Failure: Error>(
    _ body: (_ position: Int, _ element: JSONNode) throws(Failure) -> Void
  ) throws(Failure) {
    guard kind == .array else { return }
    var element = document.first(in: node)
    for position in 0..<document.count(node) {
      try body(position, element)
      element = document.next(element)
    }
  }

  /// Calls `body` with every member of an object, in order, repeated keys included.
  @inline(__always)
  func forEachMember<Failure: Error>(
    _ body: (_ key: JSONString, _ value: JSONNode) throws(Failure) -> Void
  ) throws(Failure) {
    guard kind == .object else { return }
    var key = document.first(in: node)
    for _ in 0..<document.count(node) {
      let value = JSONNode(index: key.index + 2)
      try body(document.string(key), value)
      key = document.next(value)
    }
  }

  /// The number of elements or members; 0 for any other value.
  var count: Int {
    switch kind {
    case .object, .array: document.count(node)
    default: 0
    }
  }

  /// The last member named `key`.
  func memberNode(_ key: String) -> JSONNode? {
    var result: JSONNode?
    forEachMember { if document.equals($0, key) { result = $1 } }
    return result
  }

  /// The element at `position` of this array as a value that knows its path, to report it.
  func element(_ element: JSONNode, at position: Int) -> JSON {
    JSON(document: document, node: element, path: "\(path)[\(position)]")
  }

  /// The value of the member `key` as a value that knows its path, to report it.
  func value(_ value: JSONNode, of key: JSONString) -> JSON {
    let name = String(decoding: document.decoded(key), as: UTF8.self)
    return JSON(document: document, node: value, path: path(ofMember: name))
  }
}
