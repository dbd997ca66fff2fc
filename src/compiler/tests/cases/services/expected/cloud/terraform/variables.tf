# Environment cloud of pipeline services in services.weir. Written by weir; changes here are lost.

variable "image_tag" {
  description = "The tag of the services' image; weir passes the one that it pushes."
  type        = string
}
