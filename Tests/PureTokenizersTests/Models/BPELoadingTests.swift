import Testing

@testable import PureTokenizers

@Suite("Loading BPE")
struct BPELoadingTests {
  @Test(
    "merges may be pairs or lines, and are written as pairs",
    arguments: [
      #"[["a","b"],["ab","b"]]"#, #"["a b","ab b"]"#, ##"["#version: 0.2","a b","ab b"]"##,
      #"[["\u0061","b"],["ab","b"]]"#, #"["\u0061 b","ab b"]"#,
    ])
  func forms(merges: String) throws {
    let model = try load(
      BPE.self, #"{"type":"BPE","vocab":{"abb":3,"a":0,"b":1,"ab":2},"merges":\#(merges)}"#)
    #expect(try tokens("abbb", model) == ["3@0..<3", "1@3..<4"])
    let expected =
      #"{"dropout":null,"unk_token":null,"continuing_subword_prefix":null,"#
      + #""end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,"ignore_merges":false,"#
      + #""vocab":{"a":0,"b":1,"ab":2,"abb":3},"merges":[["a","b"],["ab","b"]]}"#
    #expect(saved(model) == expected)
  }

  @Test("a merge that occurs twice is written once, where it counts")
  func duplicateMerge() throws {
    let model = try load(
      BPE.self,
      #"{"vocab":{"a":0,"b":1,"c":2,"ab":3,"bc":4},"merges":["a b","b c","a b"]}"#)
    #expect(saved(model).hasSuffix(#""merges":[["b","c"],["a","b"]]}"#))
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      (#"{"merges":[]}"#, "model.vocab: required, but not present"),
      (#"{"vocab":{}}"#, "model.merges: required, but not present"),
      (#"{"vocab":[],"merges":[]}"#, "model.vocab: an array (an object)"),
      (#"{"vocab":{"a":-1},"merges":[]}"#, "model.vocab.a: -1 is too small (at least 0)"),
      (#"{"vocab":{"a":1.5},"merges":[]}"#, "model.vocab.a: 1.5 (an integer)"),
      (#"{"vocab":{"a":"b"},"merges":[]}"#, "model.vocab.a: a string (a number)"),
      (
        #"{"vocab":{"a":0,"b":1},"merges":[["a","b"]]}"#,
        #"model.merges[0]: token "ab" is not in the vocabulary "#
          + "(both sides of a merge and what they make must be)"
      ),
      (
        #"{"vocab":{"a":0,"aa":1},"merges":["a a","a b"]}"#,
        #"model.merges[1]: token "b" is not in the vocabulary "#
          + "(both sides of a merge and what they make must be)"
      ),
      (
        #"{"vocab":{"a":0},"merges":["a a a"]}"#,
        "model.merges[0]: not a merge (two tokens with one space between them)"
      ),
      (
        #"{"vocab":{"a":0},"merges":[["a"]]}"#,
        "model.merges[0]: not a merge (an array of two strings)"
      ),
      (
        #"{"vocab":{"a":0,"aa":1},"merges":["a a",["a","a"]]}"#,
        "model.merges[1]: an array (a string, as the merges before it)"
      ),
      (#"{"vocab":{"a":0},"merges":[1]}"#, "model.merges[0]: a number (an array of two strings)"),
      (
        #"{"vocab":{"a":0},"merges":[["a","a"]],"continuing_subword_prefix":"::"}"#,
        #"model.merges[0]: token "a" is shorter than the prefix "#
          + "(it must begin with continuing_subword_prefix)"
      ),
      (
        #"{"vocab":{},"merges":[],"dropout":1.5}"#, "model.dropout: 1.5 (a number from 0 to 1)"
      ),
    ])
  func errors(json: String, message: String) {
    #expect(errorMessage { () throws(TokenizerError) in try load(BPE.self, json) } == message)
  }
}
