package fetch

import "strings"

// secretWords end the name of a parameter whose value is a secret.
var secretWords = map[string]bool{
	"token": true, "sig": true, "signature": true, "hmac": true, "auth": true, "authorization": true, "password": true, "passwd": true, "pwd": true,
	"secret": true, "session": true, "sid": true, "jwt": true, "credential": true, "credentials": true,
	"apikey": true, "sessionid": true, "phpsessid": true, "jsessionid": true, "session_id": true,
}

// doubtfulWords end the name of a parameter that is as often a key to a table or a code of a disease (?code=M54.5): its value is a
// secret if it is too long for that.
var doubtfulWords = map[string]bool{"key": true, "code": true}

const longestCode = 9 // characters

// secretParameter reports whether a parameter with a value of some length is secret by its name: token, access_token, apiKey,
// X-Amz-Signature. One that merely contains such a word (author, keyword, design) is not.
func secretParameter(name string, length int) bool {
	if length == 0 {
		return false
	}
	lower := strings.ToLower(name)
	last := lower[lastWord(name):]
	switch {
	case strings.HasPrefix(lower, "x-amz-"), secretWords[lower], secretWords[last]:
		return true
	}
	return doubtfulWords[last] && length > longestCode
}

// lastWord is where the last word of a name begins: after a separator, or at a capital after a small letter.
func lastWord(name string) int {
	for i := len(name) - 1; i > 0; i-- {
		c, before := name[i], name[i-1]
		separated := before == '_' || before == '-' || before == '.'
		if separated || c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z' {
			return i
		}
	}
	return 0
}
